package org.mano4j.descriptors;

/**
 * A link that a service or a VNF declares.
 *
 * @param json the link
 * @param owner whose link it is, for messages, such as {@code "the network service"}
 */
record LinkView(Located json, String owner) {

  /** "link 'x'", for messages. */
  String label() {
    return json.text("name").map(name -> "link " + Names.quoted(name)).orElse("a link")
        + " of "
        + owner;
  }
}
