package org.mano4j.catalogue.internal;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * Of which class the next object very likely is, at a place where several are possible: of that of
 * the last ones. What was read as it tells whether that was right; if not, the document is read
 * again from its beginning, without any supposition.
 *
 * <p>That takes twice the time, and must not happen with every document in which classes are mixed.
 * So the same class must have come some times in a row before it is supposed, and twice as often
 * after each mistake: soon more often than it ever comes there.
 *
 * <p>Threads may overwrite what others have counted, or not see it. The fields are plain all the
 * same: whatever is in them, it is only supposed, and a class is visible to all threads.
 */
public final class Supposition<T> {

  /** An attribute of reading: set where a document can be read again. */
  public static final String ALLOWED = Supposition.class.getName();

  /** After that many in a row one document may be read in vain. */
  private static final int MOST = 4096;

  private @Nullable Class<? extends T> last;
  private int inARow;
  private int needed = 1;

  /** Of what class the next object is, if that can be supposed. */
  public @Nullable Class<? extends T> next() {
    return inARow < needed ? null : last;
  }

  /**
   * An object was read without supposing anything.
   *
   * @param found its class; absent if the record alone would not have told it
   */
  public void found(@Nullable Class<? extends T> found) {
    inARow = found == last ? Math.min(inARow + 1, MOST) : 1;
    last = found;
  }

  /** What was supposed is not certain, or not true. */
  public Mistake mistake() {
    inARow = 0;
    needed = Math.min(2 * needed, MOST);
    return new Mistake();
  }

  /**
   * Ends the reading of a document. Jackson, and whoever else adds to an exception where it was
   * reading, hands this one on as it is.
   */
  public static final class Mistake extends JsonMappingException {

    private static final long serialVersionUID = 1L;

    private Mistake() {
      super((Closeable) null, "not what was supposed");
    }

    @Override
    public void prependPath(Reference where) {
      // nobody reads it
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
