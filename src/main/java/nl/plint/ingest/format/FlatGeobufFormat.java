package nl.plint.ingest.format;

import java.nio.file.Path;
import nl.plint.ingest.SourceFormat;
import nl.plint.ingest.SourceReader;

/** FlatGeobuf version 3: features as flat buffers, with or without the index in front of them, which is passed over. */
public final class FlatGeobufFormat implements SourceFormat {
    @Override
    public String name() {
        return "FlatGeobuf";
    }

    @Override
    public boolean recognizes(String fileName, byte[] start) {
        return FlatGeobufHeader.hasMagic(start);
    }

    @Override
    public SourceReader open(Path file, Options options) {
        return FlatGeobufReader.open(file, options.fileName());
    }
}
