package vortex7.journal;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.jdbc.query.javadsl.JdbcReadJournal;
import akka.persistence.query.Offset;
import akka.projection.ProjectionBehavior;
import akka.projection.ProjectionId;
import akka.projection.eventsourced.EventEnvelope;
import akka.projection.eventsourced.javadsl.EventSourcedProvider;
import akka.projection.javadsl.ExactlyOnceProjection;
import akka.projection.javadsl.SourceProvider;
import akka.projection.jdbc.javadsl.JdbcHandler;
import akka.projection.jdbc.javadsl.JdbcProjection;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import vortex7.position.PositionEvent;
import vortex7.risk.AccountEvent;

/**
 * Turns journaled events into rows, each event once: rows and offset are written in one
 * transaction.
 *
 * <p>One node of a cluster runs them at a time.
 */
public final class Projections {
  private static final String TRADES = "trades";
  private static final String DAYS = "days";

  private final Database database;
  private final JournalScope scope;
  private final EventFormat format = new EventFormat(JournaledTypes.CATALOG);

  private Projections(Database database, JournalScope scope) {
    this.database = database;
    this.scope = scope;
  }

  /**
   * The parent of all projections of a scope. They end in order, when the actor system shuts down:
   * before the read journal that they ask.
   */
  public static Behavior<Void> create(Database database, JournalScope scope) {
    Projections projections = new Projections(database, scope);
    return Behaviors.setup(
        context -> {
          ActorSystem<?> system = context.getSystem();
          List<ActorRef<ProjectionBehavior.Command>> running =
              List.of(
                  context.spawn(ProjectionBehavior.create(projections.trades(system)), TRADES),
                  context.spawn(ProjectionBehavior.create(projections.days(system)), DAYS));
          running.forEach(context::watch);
          CompletableFuture<Done> ended = new CompletableFuture<>();
          CoordinatedShutdown.get(system)
              .addTask(
                  CoordinatedShutdown.PhaseServiceStop(),
                  "projections",
                  () -> {
                    running.forEach(one -> one.tell(ProjectionBehavior.stopMessage()));
                    return ended;
                  });
          return awaiting(running.size(), ended);
        });
  }

  private static Behavior<Void> awaiting(int running, CompletableFuture<Done> ended) {
    return Behaviors.receive(Void.class)
        .onSignal(
            Terminated.class,
            one -> {
              if (running > 1) {
                return awaiting(running - 1, ended);
              }
              ended.complete(Done.getInstance());
              return Behaviors.stopped();
            })
        .onSignal(
            PostStop.class,
            signal -> {
              ended.complete(Done.getInstance());
              return Behaviors.same();
            })
        .build();
  }

  private ExactlyOnceProjection<Offset, EventEnvelope<PositionEvent>> trades(
      ActorSystem<?> system) {
    SourceProvider<Offset, EventEnvelope<PositionEvent>> source =
        EventSourcedProvider.eventsByTag(
            system, JdbcReadJournal.Identifier(), scope.tag(JournalScope.POSITION));
    return JdbcProjection.exactlyOnce(
        id(TRADES), source, this::session, OnPositionEvent::new, system);
  }

  private ExactlyOnceProjection<Offset, EventEnvelope<AccountEvent>> days(ActorSystem<?> system) {
    SourceProvider<Offset, EventEnvelope<AccountEvent>> source =
        EventSourcedProvider.eventsByTag(
            system, JdbcReadJournal.Identifier(), scope.tag(JournalScope.ACCOUNT));
    return JdbcProjection.exactlyOnce(id(DAYS), source, this::session, OnAccountEvent::new, system);
  }

  private ProjectionId id(String name) {
    return ProjectionId.of(name, scope.text());
  }

  private ProjectionSession session() {
    return new ProjectionSession(database.dataSource());
  }

  /** The last part of a persistence id names what it is about. */
  private static String symbolOf(String persistenceId) {
    return persistenceId.substring(persistenceId.lastIndexOf('|') + 1);
  }

  /** Closed trades and entries without a fill. */
  private final class OnPositionEvent
      extends JdbcHandler<EventEnvelope<PositionEvent>, ProjectionSession> {
    @Override
    public void process(ProjectionSession session, EventEnvelope<PositionEvent> envelope)
        throws Exception {
      session.withConnection(
          connection -> {
            write(connection, envelope);
            return null;
          });
    }

    private void write(Connection connection, EventEnvelope<PositionEvent> envelope)
        throws SQLException {
      TradeTables tables = new TradeTables(connection, scope, format);
      switch (envelope.event()) {
        case PositionEvent.TradeClosed closed -> tables.closed(closed.summary());
        case PositionEvent.NoFill noFill ->
            tables.fact(
                envelope.persistenceId(),
                envelope.sequenceNr(),
                TradeTables.dayOf(noFill.at()),
                TradeTables.FactKind.NO_FILL,
                symbolOf(envelope.persistenceId()),
                BigDecimal.ZERO);
        default -> {
          // The other events change no row.
        }
      }
    }
  }

  /** Trips of breakers that hold entries back, and the balance at each day's begin. */
  private final class OnAccountEvent
      extends JdbcHandler<EventEnvelope<AccountEvent>, ProjectionSession> {
    @Override
    public void process(ProjectionSession session, EventEnvelope<AccountEvent> envelope)
        throws Exception {
      session.withConnection(
          connection -> {
            write(connection, envelope);
            return null;
          });
    }

    private void write(Connection connection, EventEnvelope<AccountEvent> envelope)
        throws SQLException {
      switch (envelope.event()) {
        case AccountEvent.BreakerTripped tripped when tripped.breaker().holdsEntries() ->
            fact(
                connection,
                envelope,
                TradeTables.dayOf(tripped.at()),
                TradeTables.FactKind.BREAKER,
                BigDecimal.ZERO);
        case AccountEvent.DayBegan began ->
            fact(connection, envelope, began.day(), TradeTables.FactKind.BALANCE, began.balance());
        default -> {
          // The other events change no row.
        }
      }
    }

    private void fact(
        Connection connection,
        EventEnvelope<AccountEvent> envelope,
        LocalDate day,
        TradeTables.FactKind kind,
        BigDecimal amount)
        throws SQLException {
      new TradeTables(connection, scope, format)
          .fact(
              envelope.persistenceId(),
              envelope.sequenceNr(),
              day,
              kind,
              TradeTables.ALL_SYMBOLS,
              amount);
    }
  }
}
