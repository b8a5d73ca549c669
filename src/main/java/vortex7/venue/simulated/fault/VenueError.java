package vortex7.venue.simulated.fault;

/** An error of the venue: HTTP status, its own code and the text of {@code msg}. */
public record VenueError(int status, int code, String message) {}
