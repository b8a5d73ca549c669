package vortex7.live.view;

/** What the regime filter says of a symbol; the parts that do not exist yet read UNKNOWN. */
public record RegimeView(
    boolean tradeable,
    String reason,
    String phase,
    String volatilityPhase,
    boolean spreadOk,
    double spreadPct,
    String preferredStrategy) {}
