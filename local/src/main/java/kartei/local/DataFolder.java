package kartei.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder that a system keeps its data in, held by a lock as long as it runs.
///
/// `table`, `objects` and `keys` belong to the engines, the rest is the shelf. `kartei.json` says that the folder is ours, and
/// whether table, buckets and keys were made in it once: from then on they must be there.
final class DataFolder implements AutoCloseable {
    private static final String MARK = "kartei.json";
    private static final String LOCK = "lock";
    private static final int LAYOUT = 1;

    private final Path folder;
    private final FileChannel lockFile;
    private final Shelf shelf;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.shelf = new FolderShelf(folder);
    }

    /// @throws StartFailure when it cannot be used: not a folder, somebody else's, damaged, or in use
    static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            requireOurs(folder);
            var lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var data = new DataFolder(folder, lockFile);
            data.lock();
            data.checkMark();
            return data;
        } catch (FileAlreadyExistsException e) {
            throw new StartFailure("the data folder " + folder + " is not a folder", e);
        } catch (IOException e) {
            throw new StartFailure("cannot use the data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    Path part(String name) {
        return folder.resolve(name);
    }

    Shelf shelf() {
        return shelf;
    }

    /// Whether table, buckets and keys were made in it before.
    boolean isMade() {
        return JsonTrees.kept(shelf, MARK).path("made").asBoolean();
    }

    void setMade() {
        shelf.write(MARK, JsonTrees.object().put("layout", LAYOUT).put("made", true).toString());
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("the data folder's lock was not given back", e);
        }
    }

    private static void requireOurs(Path folder) throws IOException {
        try (var content = Files.list(folder)) {
            if (!Files.exists(folder.resolve(MARK)) && content.anyMatch(DataFolder::isForeign)) {
                throw new StartFailure(folder + " holds something else; name an empty folder, or a new one");
            }
        }
    }

    /// A start makes the lock and the log before the mark.
    private static boolean isForeign(Path file) {
        var name = file.getFileName().toString();
        return !name.equals(LOCK) && !name.startsWith("kartei.");
    }

    private void lock() throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            close();
            throw inUse();
        }
        close();
        throw inUse();
    }

    private StartFailure inUse() {
        return new StartFailure(
                "the data folder " + folder + " is in use by another kartei; stop it, or name another --data");
    }

    private void checkMark() {
        var mark = JsonTrees.kept(shelf, MARK);
        if (mark.isEmpty()) {
            shelf.write(MARK, JsonTrees.object().put("layout", LAYOUT).put("made", false).toString());
        } else if (mark.path("layout").asInt() != LAYOUT) {
            throw JsonTrees.damaged(shelf, MARK);
        }
    }
}
