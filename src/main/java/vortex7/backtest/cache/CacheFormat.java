package vortex7.backtest.cache;

import vortex7.matching.replay.RecordedEvent;

/**
 * How a cache file is laid out, all numbers little-endian:
 *
 * <ul>
 *   <li>a header of {@link #HEADER_BYTES}: magic, {@link #VERSION}, the version of the readers of
 *       text, size and checksum of the source, numbers of events and levels, first and last time
 *       (epoch ms), place, length and CRC-32C of the index, CRC-32C of the header before it;
 *   <li>blocks of at most {@link #BLOCK_EVENTS} events, each a {@link PackedColumn} for each of
 *       what, symbol, line, time, price, quantity, update id, update id before, bids and asks of an
 *       event, and for price and quantity of their levels (an event's bids, then its asks);
 *   <li>the index: symbols, notes, and of each block its place, length and CRC-32C.
 * </ul>
 */
final class CacheFormat {
  static final long MAGIC = 0x3143_5458_4554_5256L; // "VRTEXTC1", as the bytes stand.

  /** Raised with every change of the layout: other versions are made anew. */
  static final int VERSION = 1;

  static final int HEADER_BYTES = 96;

  /** Columns of a block that fits the processor's cache when it is unpacked. */
  static final int BLOCK_EVENTS = 8_192;

  /** A block ends when it has so many levels, though the last event may add more. */
  static final int BLOCK_LEVELS = 65_536;

  /** The kind is in the lower bits, whether the buyer was the maker above. */
  static final int MAKER_BIT = 8;

  static final int KIND_MASK = 7;

  static final String SUFFIX = ".v7cache";

  private CacheFormat() {}

  /** As it stands in the file: never to be changed within a version. */
  static int code(RecordedEvent.Kind kind) {
    return switch (kind) {
      case TRADE -> 0;
      case DIFF -> 1;
      case SNAPSHOT -> 2;
      case TOP -> 3;
      case MARK_PRICE -> 4;
    };
  }

  static RecordedEvent.Kind kind(int code) {
    return switch (code) {
      case 0 -> RecordedEvent.Kind.TRADE;
      case 1 -> RecordedEvent.Kind.DIFF;
      case 2 -> RecordedEvent.Kind.SNAPSHOT;
      case 3 -> RecordedEvent.Kind.TOP;
      case 4 -> RecordedEvent.Kind.MARK_PRICE;
      default -> throw new CacheException("an event of the unknown kind " + code);
    };
  }
}
