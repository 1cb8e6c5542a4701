package org.mano4j.descriptors;

/**
 * An auto-scale or fault management policy.
 *
 * @param json the policy
 * @param owner whose policy it is, for messages, such as {@code "VNFD 'x'"}
 */
record PolicyView(Located json, String owner) {

  /** "policy 'x' of VNFD 'y'", for messages. */
  String label() {
    return json.text("name").map(name -> "policy " + Names.quoted(name)).orElse("a policy")
        + " of "
        + owner;
  }
}
