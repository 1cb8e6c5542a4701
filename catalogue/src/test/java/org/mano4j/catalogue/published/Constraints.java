package org.mano4j.catalogue.published;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.openbaton.catalogue.nfvo.Action;
import org.openbaton.catalogue.nfvo.messages.Interfaces.NFVMessage;

/** Properties that cannot be just anything. */
final class Constraints {

  private static final Map<String, List<String>> VIM_TYPES =
      Map.of(
          "OpenstackVimInstance", List.of("openstack", "openstack.x", "Openstack"),
          "DockerVimInstance", List.of("docker", "docker.docker", "docker.a.b"),
          "AmazonVimInstance", List.of("amazon", "amazon.x"),
          "GenericVimInstance",
              List.of("generic", "generic.x", "pop", "pop.openbaton", "test", "k"));

  private Constraints() {}

  /**
   * Whether a property is never on the wire: Gson neither reads nor writes a {@code Class}, so
   * {@code PluginMessage.interfaceClass} is null wherever a message arrives.
   */
  static boolean never(Class<?> published, String property) {
    Field field = PublishedTypes.fields(published).get(property);
    return field != null && field.getType() == Class.class;
  }

  /** The texts that a property which tells classes apart may have; empty if any will do. */
  static List<String> texts(Class<?> published, String property) {
    if (property.equals("type") && PublishedJson.VIM_INSTANCE.isAssignableFrom(published)) {
      return VIM_TYPES.get(published.getSimpleName());
    }
    if (property.equals("action") && NFVMessage.class.isAssignableFrom(published)) {
      List<Action> actions = PublishedJson.actionsOf(published);
      return actions.isEmpty()
          ? List.of(Action.MODIFY.name())
          : actions.stream().map(Action::name).toList();
    }
    return List.of();
  }
}
