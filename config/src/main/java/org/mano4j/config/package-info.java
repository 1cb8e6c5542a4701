/**
 * Typed configuration from a TOML file and the environment. Every mistake is found at once, and
 * each names its key and its line or variable. Begin with {@link org.mano4j.config.Config#read}.
 */
@NullMarked
package org.mano4j.config;

import org.jspecify.annotations.NullMarked;
