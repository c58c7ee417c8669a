/* ocr_internal.h - what ocr.c and document.c share; nobody else includes it. */
#ifndef SOHOA_OCR_INTERNAL_H
#define SOHOA_OCR_INTERNAL_H

#include <sohoa/ocr.h>

#include "decode/decode.h"
#include "describe/describe.h"
#include "engine/engine.h"
#include "evidence/evidence.h"
#include "fill/fill.h"
#include "learn/learn.h"
#include "locate/locate.h"
#include "prepare/photograph.h"
#include "prepare/sheets.h"
#include "read/read.h"
#include "wording/wording.h"

struct SohoaOcr {
  SohoaEngine *engine;
  SohoaTemplateIndex *index;
  SohoaWording *wording;
};

#endif
