package vortex7.matching;

/** What the venue tells an account about one of its conditional orders (ALGO_UPDATE). */
public record AlgoUpdate(String account, AlgoView algo, long time) {}
