/* json_line.h - writing JSON, one value after the other, into a string.
 *
 * Commas are put where they belong. Numbers have a fixed number of decimals at most, so that the same content
 * is the same bytes on every machine and in every locale.
 *
 *   GString *out = g_string_new ("{");
 *   sohoa_json_member (out, "page");
 *   sohoa_json_int (out, 1);
 *   g_string_append_c (out, '}');
 */
#ifndef SOHOA_JSON_LINE_H
#define SOHOA_JSON_LINE_H

#include <sohoa/transform.h>

G_BEGIN_DECLS

/* Opens '{' or '[' as the next value. Close it with sohoa_json_close(). */
void sohoa_json_open (GString *out, char bracket);
void sohoa_json_close (GString *out, char bracket);
/* "name": of the next member. */
void sohoa_json_member (GString *out, const char *name);
/* A string in UTF-8; NULL is null. */
void sohoa_json_string (GString *out, const char *text);
void sohoa_json_int (GString *out, gint64 number);
/* At most so many decimals, no trailing zeros. Not finite: null. */
void sohoa_json_real (GString *out, double number, int decimals);
void sohoa_json_bool (GString *out, gboolean value);
/* JSON text as it is; NULL or "" is null. */
void sohoa_json_raw (GString *out, const char *json);
/* [x, y, ...] of the four corners, and [x0, y0, x1, y1] of their hull. */
void sohoa_json_quad (GString *out, const SohoaQuad *quad);
void sohoa_json_box (GString *out, const SohoaQuad *quad);

G_END_DECLS

#endif
