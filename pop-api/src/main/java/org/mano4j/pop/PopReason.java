package org.mano4j.pop;

/**
 * Why a Pop refuses something, in the form of {@code google.rpc.ErrorInfo.reason}, under the domain
 * {@value #DOMAIN}. Texts, not an enumeration, since newer Pops and backends have more of them.
 */
public final class PopReason {

  /** Whose reasons these are. */
  public static final String DOMAIN = "pop.mano4j.org";

  /** There is no such container. */
  public static final String NO_SUCH_CONTAINER = "NO_SUCH_CONTAINER";

  /** There is no such image. */
  public static final String NO_SUCH_IMAGE = "NO_SUCH_IMAGE";

  /** There is no such network. */
  public static final String NO_SUCH_NETWORK = "NO_SUCH_NETWORK";

  /** There is no such flavour. */
  public static final String NO_SUCH_FLAVOUR = "NO_SUCH_FLAVOUR";

  /** A field of the request is malformed or missing; the text names it. */
  public static final String INVALID_FIELD = "INVALID_FIELD";

  /** The name belongs to another container or network. */
  public static final String NAME_TAKEN = "NAME_TAKEN";

  /** The idempotency key was used for another content. */
  public static final String IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED";

  /** The address is not one that a container can have in that network. */
  public static final String INVALID_ADDRESS = "INVALID_ADDRESS";

  /** The address belongs to somebody else. */
  public static final String ADDRESS_TAKEN = "ADDRESS_TAKEN";

  /** All addresses of the network are in use. */
  public static final String NO_ADDRESS_LEFT = "NO_ADDRESS_LEFT";

  /** No free subnet is left. */
  public static final String NO_SUBNET_LEFT = "NO_SUBNET_LEFT";

  /** The subnet overlaps with another one. */
  public static final String SUBNET_TAKEN = "SUBNET_TAKEN";

  /** Containers are attached to the network. */
  public static final String NETWORK_IN_USE = "NETWORK_IN_USE";

  /** The network was not made by CreateNetwork. */
  public static final String FOREIGN_NETWORK = "FOREIGN_NETWORK";

  /** The container was started before. */
  public static final String ALREADY_STARTED = "ALREADY_STARTED";

  /** The container's state does not allow it. */
  public static final String WRONG_STATE = "WRONG_STATE";

  /** The user's role does not allow it. */
  public static final String ROLE_TOO_LOW = "ROLE_TOO_LOW";

  /** Wrong user name or password. */
  public static final String INVALID_CREDENTIALS = "INVALID_CREDENTIALS";

  /** No token was sent. */
  public static final String NO_TOKEN = "NO_TOKEN";

  /** No token that was sent is valid. */
  public static final String INVALID_TOKEN = "INVALID_TOKEN";

  /** Too many failed logins; the text says when to try again. */
  public static final String THROTTLED = "THROTTLED";

  /** Too many calls at once. */
  public static final String TOO_MANY_CALLS = "TOO_MANY_CALLS";

  /** The user has as many containers as it may. */
  public static final String TOO_MANY_CONTAINERS = "TOO_MANY_CONTAINERS";

  /** A text or map of the request is larger than the Pop takes. */
  public static final String TOO_LARGE = "TOO_LARGE";

  /** Events after this sequence number are no longer remembered. */
  public static final String EVENTS_FORGOTTEN = "EVENTS_FORGOTTEN";

  /** The platform of this Pop cannot do it. */
  public static final String NOT_SUPPORTED = "NOT_SUPPORTED";

  /** The platform has refused or failed. */
  public static final String PLATFORM_FAILED = "PLATFORM_FAILED";

  /** The platform has not answered in time. */
  public static final String PLATFORM_TIMEOUT = "PLATFORM_TIMEOUT";

  /** The Pop is shutting down. */
  public static final String SHUTTING_DOWN = "SHUTTING_DOWN";

  /** A defect of the Pop. */
  public static final String SERVER_FAULT = "SERVER_FAULT";

  /** The change could not be written to the Pop's state directory, and was not made. */
  public static final String STATE_NOT_SAVED = "STATE_NOT_SAVED";

  /** The Pop cannot start with its state directory; the text names the file and the remedy. */
  public static final String STATE_UNUSABLE = "STATE_UNUSABLE";

  private PopReason() {}
}
