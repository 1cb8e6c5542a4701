package org.mano4j.testkit;

import java.security.SecureRandom;
import org.mano4j.messaging.BusCredentials;

/** Makes the private users as an NFVO does: in the broker, each with a password of its own. */
final class PrivateBrokerUsers implements BrokerUsers {

  private static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 16;
  private static final String TAG = "administrator";

  private final BrokerManagement management;
  private final String vhost;
  private final SecureRandom random = new SecureRandom();

  PrivateBrokerUsers(BrokerManagement management, String vhost) {
    this.management = management;
    this.vhost = vhost;
  }

  /** Makes the user that everybody registers as. */
  void createRegistrationUser(BusCredentials user) {
    management.createUser(user, TAG);
    management.permit(vhost, user.username(), BrokerPermissions.registration());
  }

  @Override
  public BusCredentials create(String name, String queue) {
    BusCredentials user = new BusCredentials(name, password());
    management.createUser(user, TAG);
    management.permit(vhost, name, BrokerPermissions.manager(queue));
    return user;
  }

  @Override
  public void remove(BusCredentials user) {
    management.deleteUser(user.username());
  }

  private String password() {
    StringBuilder password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
    }
    return password.toString();
  }
}
