/**
 * The URL policy: which URLs of partners are accepted, why the others are not, and which addresses may be dialled.
 *
 * <p>Parses strictly, judges names and every address of a look-up against two tables, and hands out a {@code Target}
 * that only this package can make. Depends on the JDK, an IP address library, ICU and dnsjava, on {@code service.file},
 * {@code service.startup} and {@code service.log}, and on Spring only where its properties are read and its beans made;
 * on no other package of this project. Nothing is dialled here but DNS servers.
 */
@NullMarked
package io.wasettings.processor.validation.url;

import org.jspecify.annotations.NullMarked;
