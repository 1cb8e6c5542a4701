package org.mano4j.testkit.pop;

/** What a {@link PopCase} needs beyond a Pop, a user and an image that runs until it is stopped. */
public enum PopNeed {

  /**
   * What was added to the first protocol: new calls and fields, and the status codes that differ.
   * Found out by asking the Pop.
   */
  ADDITIONS("it is a first-generation Pop, whose protocol ends at Info"),

  /** {@link PopUnderTest#exitImages} has an image for code 0. */
  EXIT_WELL("no image is given that ends by itself with code 0"),

  /** {@link PopUnderTest#exitImages} has an image for another code. */
  EXIT_BADLY("no image is given that ends by itself with a code other than 0"),

  /** {@link PopUnderTest#brokenImage}. */
  BROKEN_IMAGE("no image is given that cannot be started"),

  /** {@link PopUnderTest#imageWithoutCommand}. */
  NO_COMMAND("no image is given that is refused at Create"),

  /** The platform makes networks; the Pop tells in Info. */
  NETWORKS("the Pop does not declare CreateNetwork"),

  /** The platform does not make networks; the Pop tells in Info. */
  NO_NETWORKS("the Pop declares CreateNetwork"),

  /** The platform gets images; the Pop tells in Info. */
  PULL("the Pop does not declare PullImage"),

  /** The platform does not get images; the Pop tells in Info. */
  NO_PULL("the Pop declares PullImage"),

  /** The platform keeps what instances write; the Pop tells in Info. */
  LOGS("the Pop does not declare Logs"),

  /** The platform tells what instances use; the Pop tells in Info. */
  STATS("the Pop does not declare Stats"),

  /** {@link PopUnderTest#platform}: the platform can be looked at beside the Pop. */
  PLATFORM("the platform cannot be looked at from here"),

  /** {@link PopPlatform#survivesCrash}: instances go on when the Pop ends. */
  CRASH(
      "the Pop cannot be ended and started again from here, or its instances do not survive that"),

  /**
   * The Pop has no containers but those of the suite, so that a call that goes wrong harms none.
   */
  ALONE("the Pop has containers of others, which a defect could harm");

  private final String absent;

  PopNeed(String absent) {
    this.absent = absent;
  }

  /** Why a case that needs it is skipped. */
  String absent() {
    return absent;
  }
}
