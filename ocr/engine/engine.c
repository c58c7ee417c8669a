/* engine.c - the table of recognizers, and what every caller may rely on whichever is chosen. */
#include "engine.h"

/* To add one: see engine.h. When done, the contract test walks over it and `sohoa_ocr_new` takes its name. */
static const SohoaEngineClass *const engines[] = {
  &sohoa_engine_tesseract,
  &sohoa_engine_none,
};

const SohoaEngineClass *
sohoa_engine_peek_class (guint index)
{
  return index < G_N_ELEMENTS (engines) ? engines[index] : NULL;
}

SohoaEngine *
sohoa_engine_new (const char *name, const SohoaOcrModels *models, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (engines); i++)
    if (g_str_equal (engines[i]->name, name))
      return engines[i]->create (models, error);
  g_set_error (error, SOHOA_ERROR, SOHOA_ERROR_USAGE,
               "no recognizer is called '%s'; use 'tesseract' or 'none'", name);
  return NULL;
}

void
sohoa_engine_free (SohoaEngine *engine)
{
  if (engine != NULL)
    engine->klass->destroy (engine);
}

SohoaLine *
sohoa_engine_read_line (SohoaEngine *engine, Pix *line, const SohoaLineHints *hints, GError **error)
{
  return engine->klass->read_line (engine, line, hints, error);
}

char *
sohoa_engine_read_block (SohoaEngine *engine, Pix *block, double dpi, GError **error)
{
  return engine->klass->read_block (engine, block, dpi, error);
}

GPtrArray *
sohoa_engine_read_words (SohoaEngine *engine, Pix *block, double dpi, SohoaCharset charset, GError **error)
{
  return engine->klass->read_words (engine, block, dpi, charset, error);
}
