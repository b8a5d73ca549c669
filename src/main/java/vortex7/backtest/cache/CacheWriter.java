package vortex7.backtest.cache;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import vortex7.matching.replay.RecordedEvent;

/**
 * Writes events as columns, a block at a time: its memory does not depend on how many there are.
 * The file is whole only after {@link #finish}.
 */
final class CacheWriter implements Closeable {
  private static final int EVENT_COLUMNS = 10;

  private final FileChannel channel;
  private final long[][] columns = new long[EVENT_COLUMNS][CacheFormat.BLOCK_EVENTS];
  private long[] levelPrice = new long[2 * CacheFormat.BLOCK_LEVELS];
  private long[] levelQuantity = new long[2 * CacheFormat.BLOCK_LEVELS];
  private final List<String> symbols = new ArrayList<>();
  private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
  private final DataOutputStream blockList = new DataOutputStream(blocks);
  private int inBlock;
  private int levelsInBlock;
  private int blockCount;
  private long events;
  private long levels;
  private long firstMillis;
  private long lastMillis = Long.MIN_VALUE;

  CacheWriter(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    write(ByteBuffer.allocate(CacheFormat.HEADER_BYTES)); // Not whole before the end: all zero.
  }

  /** Appends an event, which stays the caller's. */
  void append(RecordedEvent event) throws IOException {
    if (inBlock == CacheFormat.BLOCK_EVENTS || levelsInBlock >= CacheFormat.BLOCK_LEVELS) {
      writeBlock();
    }
    firstMillis = events == 0 ? event.timeMillis : firstMillis;
    lastMillis = Math.max(lastMillis, event.timeMillis);
    int i = inBlock++;
    events++;
    columns[0][i] = CacheFormat.code(event.kind) | (event.buyerIsMaker ? CacheFormat.MAKER_BIT : 0);
    columns[1][i] = symbol(event.symbol);
    columns[2][i] = event.line;
    columns[3][i] = event.timeMillis;
    columns[4][i] = event.price;
    columns[5][i] = event.quantity;
    columns[6][i] = event.updateId;
    columns[7][i] = event.previousUpdateId;
    columns[8][i] = event.bids;
    columns[9][i] = event.asks;
    add(event.bidPrice, event.bidQuantity, event.bids);
    add(event.askPrice, event.askQuantity, event.asks);
  }

  long events() {
    return events;
  }

  private int symbol(String code) {
    int place = symbols.indexOf(code);
    if (place < 0) {
      symbols.add(code);
      place = symbols.size() - 1;
    }
    return place;
  }

  private void add(long[] prices, long[] quantities, int n) {
    if (levelsInBlock + n > levelPrice.length) {
      int length = Math.max(levelsInBlock + n, 2 * levelPrice.length);
      levelPrice = Arrays.copyOf(levelPrice, length);
      levelQuantity = Arrays.copyOf(levelQuantity, length);
    }
    System.arraycopy(prices, 0, levelPrice, levelsInBlock, n);
    System.arraycopy(quantities, 0, levelQuantity, levelsInBlock, n);
    levelsInBlock += n;
    levels += n;
  }

  private void writeBlock() throws IOException {
    int most =
        EVENT_COLUMNS * PackedColumn.bytesMax(inBlock) + 2 * PackedColumn.bytesMax(levelsInBlock);
    ByteBuffer block = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
    for (long[] column : columns) {
      PackedColumn.pack(column, inBlock, block);
    }
    PackedColumn.pack(levelPrice, levelsInBlock, block);
    PackedColumn.pack(levelQuantity, levelsInBlock, block);
    block.flip();
    CRC32C sum = new CRC32C();
    sum.update(block.duplicate());
    blockList.writeLong(channel.position());
    blockList.writeInt(block.remaining());
    blockList.writeInt((int) sum.getValue());
    blockList.writeInt(inBlock);
    write(block);
    blockCount++;
    inBlock = 0;
    levelsInBlock = 0;
  }

  /** Writes the index and, last, the header that makes the file one. */
  void finish(SourceStamp source, int readers, List<String> notes) throws IOException {
    if (inBlock > 0) {
      writeBlock();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream index = new DataOutputStream(bytes);
    writeTexts(index, symbols);
    writeTexts(index, notes);
    index.writeInt(blockCount);
    blocks.writeTo(index);
    long at = channel.position();
    CRC32C indexSum = new CRC32C();
    indexSum.update(bytes.toByteArray());
    write(ByteBuffer.wrap(bytes.toByteArray()));
    channel.force(false); // The header must not be there before what it speaks of.
    ByteBuffer header =
        ByteBuffer.allocate(CacheFormat.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(CacheFormat.MAGIC).putInt(CacheFormat.VERSION).putInt(readers);
    header.putLong(source.bytes()).putLong(source.checksum());
    header.putLong(events).putLong(levels).putLong(firstMillis).putLong(lastMillis);
    header.putLong(at).putInt(bytes.size()).putInt((int) indexSum.getValue());
    CRC32C headerSum = new CRC32C();
    headerSum.update(header.duplicate().flip());
    header.putInt((int) headerSum.getValue()).rewind();
    channel.position(0);
    write(header);
    channel.force(true);
  }

  private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
