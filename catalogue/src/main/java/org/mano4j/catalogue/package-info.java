/**
 * The MANO types of the Open Baton wire, their JSON, and pure functions over them.
 *
 * <p>Types are records, immutable and safe for any thread, each with a builder and withers. Reading
 * takes the spelling of versions 3.2 and 4.0 as well as that of 6.0; writing is for 6.0. What is
 * read comes out again when it is written, property by property and at every depth, also what a
 * type does not know ({@link org.mano4j.catalogue.WireObject#extensions()}) and text that an
 * enumeration does not know ({@link org.mano4j.catalogue.WireEnum}). Only this becomes different:
 *
 * <ul>
 *   <li>Collections that are absent or null become empty ones, {@code []} and {@code {}}: an NFVO
 *       reads several of them without asking whether they are there.
 *   <li>Other known properties that are null become absent. Unknown ones stay null.
 *   <li>Null elements of lists and null values of maps are left out, except inside of properties
 *       that are not known, and among the parameters of a plugin call, which have their places.
 *   <li>A single value where a list is expected becomes a list of one.
 *   <li>Dates become ISO 8601 in UTC, to the second; without a zone they are taken for UTC. What
 *       cannot be read as a date stays as it is ({@link org.mano4j.catalogue.WireDate}).
 *   <li>Older names become those of 6.0: {@code hb_version} and a {@code version} that is a number
 *       become {@code hbVersion}, {@code shared} of a network of the time before 5.0 becomes {@code
 *       extShared}, and names of the Go libraries those of the Java ones: {@code
 *       redundancy_modelid}, {@code number_of_instancesid}, {@code monitoring_parameterid}, {@code
 *       VNFAlarm}, {@code constituent_vdu}, {@code cyclic_dependency}, {@code
 *       VNFDConnection_point}.
 *   <li>{@code source} and {@code target} of a VNF dependency become the name of the VNFD where
 *       they are objects, as they were before 5.0. Its id becomes {@code source_id} or {@code
 *       target_id}; if it says more, the whole object is kept as {@code source_vnfd} or {@code
 *       target_vnfd}.
 *   <li>Base64 text, and bytes without sign, become an array of numbers with sign ({@link
 *       org.mano4j.catalogue.Blob}).
 *   <li>Numbers and booleans in quotes lose them where a number or boolean is expected, and get
 *       them where a text is expected. Whole numbers lose a fraction of zero, other known numbers
 *       are rounded to 64 bits; unknown ones keep every digit. Zero loses a minus where it is
 *       whole, or unknown.
 *   <li>Of a property that is there twice the last one counts; of one that is there under two of
 *       its names, that of 6.0, and the other stays as well. The order of properties is that of the
 *       type, unknown ones last. A byte order mark is dropped.
 * </ul>
 */
@NullMarked
package org.mano4j.catalogue;

import org.jspecify.annotations.NullMarked;
