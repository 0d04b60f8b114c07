package io.wasettings.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.ObjectDataType;

/**
 * Writes documents to the file as BSON. Also reads what earlier builds wrote: serialized Java objects, each of which
 * names its classes, and which are several times as large and as slow to read.
 */
final class DocumentType extends BasicDataType<Document> {

    /** Not one of the tags of {@link ObjectDataType}. */
    private static final byte BSON = (byte) 0xB5;

    /** In memory a document takes about this many times its size as BSON. */
    private static final int GROWTH = 3;

    private final ObjectDataType before = new ObjectDataType();

    @Override
    public int getMemory(Document document) {
        return GROWTH * bson(document).readableBytes();
    }

    @Override
    public void write(WriteBuffer target, Document document) {
        ByteBuf bson = bson(document);
        target.put(BSON).putVarInt(bson.readableBytes()).put(bson.nioBuffer());
    }

    private static ByteBuf bson(Document document) {
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        return bson;
    }

    @Override
    public Document read(ByteBuffer source) {
        if (source.get(source.position()) != BSON) {
            return (Document) before.read(source);
        }
        source.get();
        byte[] bson = new byte[DataUtils.readVarInt(source)];
        source.get(bson);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
