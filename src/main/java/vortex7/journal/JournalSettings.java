package vortex7.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import vortex7.settings.Secret;

/**
 * How the journal is kept.
 *
 * @param url of an own database; empty for the embedded one
 * @param embeddedPort on loopback, 0 for a free one
 * @param serverFiles where the embedded server's programs are unpacked; empty for {@code DATA/pg}
 * @param startupTimeout for the embedded server to answer, crash recovery included
 * @param startWithin how long a start on a known journal waits for the embedded server before it
 *     goes on without
 * @param connectTimeout for one connection
 * @param answerTimeout for one answer on an open connection, after which the connection is dropped
 * @param journalConnections of the write journal's pool
 * @param readConnections of the pool of projections and queries
 * @param writeTimeout after which one write of the journal counts as failed
 * @param failuresMax writes failing in a row before the journal answers at once that it is away
 * @param retryAfter how long it answers so before it tries again
 * @param probeEvery the database is asked whether it is there
 * @param decisionBatch rows written to {@code decisions} in one statement
 * @param decisionFlush the longest a decision waits for its batch
 * @param decisionQueue rows that may wait; beyond, the newest wait longer and are counted
 * @param decisionDays days that {@code decisions} keeps
 */
public record JournalSettings(
    Optional<Secret> url,
    int embeddedPort,
    Optional<Path> serverFiles,
    Duration startupTimeout,
    Duration startWithin,
    Duration connectTimeout,
    Duration answerTimeout,
    int journalConnections,
    int readConnections,
    Duration writeTimeout,
    int failuresMax,
    Duration retryAfter,
    Duration probeEvery,
    int decisionBatch,
    Duration decisionFlush,
    int decisionQueue,
    int decisionDays) {

  /** What the documents name, and defaults that suit two cores. */
  public static JournalSettings documents() {
    return new JournalSettings(
        Optional.empty(),
        0,
        Optional.empty(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(4),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        8,
        6,
        Duration.ofSeconds(1),
        3,
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        200,
        Duration.ofMillis(500),
        10_000,
        30);
  }

  public JournalSettings withUrl(Secret newUrl) {
    return new JournalSettings(
        Optional.of(newUrl),
        embeddedPort,
        serverFiles,
        startupTimeout,
        startWithin,
        connectTimeout,
        answerTimeout,
        journalConnections,
        readConnections,
        writeTimeout,
        failuresMax,
        retryAfter,
        probeEvery,
        decisionBatch,
        decisionFlush,
        decisionQueue,
        decisionDays);
  }

  public JournalSettings withServerFiles(Path folder) {
    return new JournalSettings(
        url,
        embeddedPort,
        Optional.of(folder),
        startupTimeout,
        startWithin,
        connectTimeout,
        answerTimeout,
        journalConnections,
        readConnections,
        writeTimeout,
        failuresMax,
        retryAfter,
        probeEvery,
        decisionBatch,
        decisionFlush,
        decisionQueue,
        decisionDays);
  }

  public JournalSettings withEmbeddedPort(int port) {
    return new JournalSettings(
        url,
        port,
        serverFiles,
        startupTimeout,
        startWithin,
        connectTimeout,
        answerTimeout,
        journalConnections,
        readConnections,
        writeTimeout,
        failuresMax,
        retryAfter,
        probeEvery,
        decisionBatch,
        decisionFlush,
        decisionQueue,
        decisionDays);
  }

  public JournalSettings withStartupTimeout(Duration timeout) {
    return new JournalSettings(
        url,
        embeddedPort,
        serverFiles,
        timeout,
        startWithin,
        connectTimeout,
        answerTimeout,
        journalConnections,
        readConnections,
        writeTimeout,
        failuresMax,
        retryAfter,
        probeEvery,
        decisionBatch,
        decisionFlush,
        decisionQueue,
        decisionDays);
  }
}
