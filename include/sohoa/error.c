/* error.c - the table of errors, made from the one list in error.h. */
#include <sohoa/error.h>

typedef struct {
  const char *nick, *text;
  SohoaErrorScope scope;
  int exit_status;
} ErrorRow;

static const ErrorRow error_rows[] = {
#define X(name, nick_, scope_, status, text_) {nick_, text_, SOHOA_SCOPE_##scope_, status},
  SOHOA_ERROR_LIST (X)
#undef X
};

G_DEFINE_QUARK (sohoa - error - quark, sohoa_error)

static const ErrorRow *
error_row (int code)
{
  if (code < 0 || (gsize) code >= G_N_ELEMENTS (error_rows))
    code = SOHOA_ERROR_INTERNAL;
  return &error_rows[code];
}

const char *
sohoa_error_nick (int code)
{
  return error_row (code)->nick;
}

const char *
sohoa_error_text (int code)
{
  return error_row (code)->text;
}

SohoaErrorScope
sohoa_error_scope (const GError *error)
{
  return error->domain == SOHOA_ERROR ? error_row (error->code)->scope : SOHOA_SCOPE_RUN;
}

int
sohoa_error_exit_status (const GError *error)
{
  return error->domain == SOHOA_ERROR ? error_row (error->code)->exit_status : 2;
}
