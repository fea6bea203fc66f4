package kartei.local;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import kartei.local.stream.Failures;

/// What a system remembers, and what it knows of itself while it runs.
record LocalState(
        Optional<DataFolder> folder,
        Shelf shelf,
        InstantSource machine,
        Signal signal,
        LocalClock clock,
        Activity activity,
        Failures failures) {

    static LocalState in(Optional<Path> data, Parts parts) {
        var folder = data.map(path -> parts.add(DataFolder.open(path)));
        var shelf = folder.map(DataFolder::shelf).orElseGet(MemoryShelf::new);
        var machine = InstantSource.system();
        var signal = new Signal();
        return new LocalState(folder, shelf, machine, signal, new LocalClock(machine, shelf, signal),
                new Activity(signal), new Failures(shelf));
    }
}
