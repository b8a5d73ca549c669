package vortex7.journal;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import java.io.NotSerializableException;

/** Akka's door to {@link EventFormat}: journaled events and snapshots under logical names. */
public final class EventSerializer extends SerializerWithStringManifest {
  private static final int IDENTIFIER = 7007; // Written with every row: it never changes.

  private final EventFormat format;

  /** Called by Akka. */
  @SuppressWarnings("unused")
  public EventSerializer(ExtendedActorSystem system) {
    this(new EventFormat(JournaledTypes.CATALOG));
  }

  EventSerializer(EventFormat format) {
    this.format = format;
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return format.manifest(event);
  }

  @Override
  public byte[] toBinary(Object event) {
    return format.write(event);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return format.read(bytes, manifest);
  }
}
