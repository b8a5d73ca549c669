package vortex7.backtest.cache;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.Recording;

/**
 * The events of one file, out of its cache: mapped, a block unpacked at a time into arrays that are
 * used again. Allocates nothing in the steady state; single-threaded.
 */
public final class CachedEvents implements Recording {
  private static final int EVENT_COLUMNS = 10;

  /** One map is as long as this at the most; a block lies in one. */
  private static final long MAP_MAX = 1L << 30;

  private record Block(long at, int length, int sum, int events, int map) {}

  private final Path file;
  private final String source;
  private final Header header;
  private final List<String> symbols = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<ByteBuffer> maps = new ArrayList<>();
  private final List<Long> mapStarts = new ArrayList<>();
  private final PackedColumn.Reader reader = new PackedColumn.Reader();
  private final long[][] columns = new long[EVENT_COLUMNS][0];
  private long[] levelPrice = new long[0];
  private long[] levelQuantity = new long[0];
  private int nextBlock;
  private int inBlock;
  private int next;
  private int nextLevel;

  private record Header(
      SourceStamp source,
      int readers,
      long events,
      long levels,
      long firstMillis,
      long lastMillis,
      long indexAt,
      int indexBytes,
      int indexSum) {}

  /**
   * Opens a cache file and compares all its checksums.
   *
   * @param source what the events' places are told by
   * @throws CacheException when it is of another version or not whole
   */
  CachedEvents(Path file, String source) throws IOException {
    this.file = file;
    this.source = source;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      header = header(channel);
      index(channel);
      map(channel);
    }
    for (Block block : blocks) {
      CRC32C sum = new CRC32C();
      sum.update(bytes(block));
      if ((int) sum.getValue() != block.sum()) {
        throw new CacheException(file + ": its block at " + block.at() + " is damaged");
      }
    }
  }

  private Header header(FileChannel channel) throws IOException {
    ByteBuffer bytes = read(channel, 0, CacheFormat.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getLong() != CacheFormat.MAGIC) {
      throw new CacheException(file + ": is no cache, or was never finished");
    }
    int version = bytes.getInt();
    if (version != CacheFormat.VERSION) {
      throw new CacheException(
          file + ": has version " + version + ", this program writes " + CacheFormat.VERSION);
    }
    int readers = bytes.getInt();
    Header read =
        new Header(
            new SourceStamp(bytes.getLong(), bytes.getLong()),
            readers,
            bytes.getLong(),
            bytes.getLong(),
            bytes.getLong(),
            bytes.getLong(),
            bytes.getLong(),
            bytes.getInt(),
            bytes.getInt());
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate().flip());
    if (bytes.getInt() != (int) sum.getValue()) {
      throw new CacheException(file + ": its header is damaged");
    }
    return read;
  }

  private void index(FileChannel channel) throws IOException {
    ByteBuffer bytes = read(channel, header.indexAt(), header.indexBytes());
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate());
    if ((int) sum.getValue() != header.indexSum()) {
      throw new CacheException(file + ": its index is damaged");
    }
    byte[] text = new byte[header.indexBytes()];
    bytes.get(text);
    DataInputStream index = new DataInputStream(new ByteArrayInputStream(text));
    readTexts(index, symbols);
    readTexts(index, notes);
    int count = index.readInt();
    long mapStart = CacheFormat.HEADER_BYTES;
    mapStarts.add(mapStart);
    for (int i = 0; i < count; i++) {
      long at = index.readLong();
      int length = index.readInt();
      if (at + length - mapStart > MAP_MAX) {
        mapStart = at;
        mapStarts.add(mapStart);
      }
      blocks.add(new Block(at, length, index.readInt(), index.readInt(), mapStarts.size() - 1));
    }
  }

  private static void readTexts(DataInputStream in, List<String> into) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      into.add(in.readUTF());
    }
  }

  private void map(FileChannel channel) throws IOException {
    for (int i = 0; i < mapStarts.size(); i++) {
      long start = mapStarts.get(i);
      long end = i + 1 < mapStarts.size() ? mapStarts.get(i + 1) : header.indexAt();
      if (channel.size() < end) {
        throw new CacheException(file + ": ends after " + channel.size() + " bytes");
      }
      maps.add(
          channel
              .map(FileChannel.MapMode.READ_ONLY, start, end - start)
              .order(ByteOrder.LITTLE_ENDIAN));
    }
  }

  private ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, at + bytes.position());
    }
    if (bytes.hasRemaining()) {
      throw new CacheException(file + ": ends after " + channel.size() + " bytes");
    }
    return bytes.flip();
  }

  private ByteBuffer bytes(Block block) {
    int from = Math.toIntExact(block.at() - mapStarts.get(block.map()));
    return maps.get(block.map()).slice(from, block.length()).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public boolean next(RecordedEvent into) {
    if (next == inBlock) {
      if (nextBlock == blocks.size()) {
        return false;
      }
      unpack(blocks.get(nextBlock++));
    }
    int i = next++;
    int what = (int) columns[0][i];
    into.kind = CacheFormat.kind(what & CacheFormat.KIND_MASK);
    into.buyerIsMaker = (what & CacheFormat.MAKER_BIT) != 0;
    into.symbol = symbols.get((int) columns[1][i]);
    into.source = source;
    into.line = columns[2][i];
    into.timeMillis = columns[3][i];
    into.price = columns[4][i];
    into.quantity = columns[5][i];
    into.updateId = columns[6][i];
    into.previousUpdateId = columns[7][i];
    int bids = (int) columns[8][i];
    int asks = (int) columns[9][i];
    into.bids = bids;
    into.asks = asks;
    if (bids + asks > 0) {
      into.reserve(bids, asks);
      System.arraycopy(levelPrice, nextLevel, into.bidPrice, 0, bids);
      System.arraycopy(levelQuantity, nextLevel, into.bidQuantity, 0, bids);
      nextLevel += bids;
      System.arraycopy(levelPrice, nextLevel, into.askPrice, 0, asks);
      System.arraycopy(levelQuantity, nextLevel, into.askQuantity, 0, asks);
      nextLevel += asks;
    }
    return true;
  }

  private void unpack(Block block) {
    ByteBuffer bytes = bytes(block);
    for (int i = 0; i < EVENT_COLUMNS; i++) {
      columns[i] = reader.unpack(bytes, columns[i]);
    }
    levelPrice = reader.unpack(bytes, levelPrice);
    levelQuantity = reader.unpack(bytes, levelQuantity);
    inBlock = block.events();
    next = 0;
    nextLevel = 0;
  }

  /** Whether it was made of that source by readers of that version. */
  boolean isOf(SourceStamp stamp, int readers) {
    return header.source().equals(stamp) && header.readers() == readers;
  }

  /** All symbols, in the order in which they came. */
  public List<String> symbols() {
    return List.copyOf(symbols);
  }

  /** What was passed over or mended when the text was read. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  public long events() {
    return header.events();
  }

  /** Changes of levels that its book events hold. */
  public long levels() {
    return header.levels();
  }

  /** The venue's time of its first event. */
  public Instant first() {
    return Instant.ofEpochMilli(header.firstMillis());
  }

  /** The latest time of its events. */
  public Instant last() {
    return Instant.ofEpochMilli(header.lastMillis());
  }

  /** Bytes of the cache file. */
  public long bytes() {
    return header.indexAt() + header.indexBytes();
  }
}
