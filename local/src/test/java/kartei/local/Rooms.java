package kartei.local;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The classes of the project, without its tests, read once.
final class Rooms {
    private static final JavaClasses CLASSES = read();

    private Rooms() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    /// What others' classes look like inside is no question here, and takes most of the time.
    private static JavaClasses read() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("kartei");
    }
}
