package org.mano4j.messaging.nfvo;

/** Versions of the NFVO that differ in how managers and drivers belong to it. */
public enum NfvoVersion {

  /** 5.0 and later: managers and drivers register, and are given a broker user of their own. */
  SINCE_5,

  /** 3.2 and 4.0: everybody connects as the administrator of the broker. */
  BEFORE_5
}
