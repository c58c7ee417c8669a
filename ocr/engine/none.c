/* none.c - the recognizer that reads nothing: marks, signatures and codes need none, and tests want one. */
#include "line.h"

static SohoaEngine *
none_create (const SohoaOcrModels *models, GError **error)
{
  SohoaEngine *engine = g_new0 (SohoaEngine, 1);
  engine->klass = &sohoa_engine_none;
  engine->id = g_strdup ("none");
  return engine;
}

static SohoaLine *
none_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error)
{
  return sohoa_line_new ("none");
}

static char *
none_read_block (SohoaEngine *engine, Pix *block, double dpi, GError **error)
{
  return g_strdup ("");
}

static GPtrArray *
none_read_words (SohoaEngine *engine, Pix *block, double dpi, SohoaCharset charset, GError **error)
{
  return sohoa_words_new ();
}

static void
none_destroy (SohoaEngine *engine)
{
  g_free (engine->id);
  g_free (engine);
}

const SohoaEngineClass sohoa_engine_none = {
  .name = "none",
  .create = none_create,
  .read_line = none_read_line,
  .read_block = none_read_block,
  .read_words = none_read_words,
  .destroy = none_destroy,
};
