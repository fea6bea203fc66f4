package kartei.storage;

/// What a slice of an access bundle has put down as one object: first its files as entries of the ZIP, then a piece of the data
/// and one of the page, packed, then what the directory of the ZIP says of the files.
public record BundlePiece(int number, String object, Files files, Text data, Text page) {

    /// So many entries, their bytes, and those of what the directory says of them.
    public record Files(long count, long bytes, long directoryBytes) {}

    /// A piece of a text: how long it is packed and unpacked, and its checksum (CRC-32) unpacked.
    public record Text(long packed, long size, long crc) {}

    /// Where the data begin in the object.
    public long dataFrom() {
        return files.bytes();
    }

    public long pageFrom() {
        return dataFrom() + data.packed();
    }

    public long directoryFrom() {
        return pageFrom() + page.packed();
    }
}
