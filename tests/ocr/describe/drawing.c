#include "drawing.h"

#include <qrencode.h>
#include <string.h>

/* Bars and gaps of the 107 symbols of Code 128 (ISO/IEC 15417, table 1). */
static const char *const code128_symbols[] = {
  "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213",
  "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132",
  "221231", "213212", "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211",
  "212123", "212321", "232121", "111323", "131123", "131321", "112313", "132113", "132311", "211313",
  "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331",
  "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
  "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214",
  "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111",
  "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
  "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311", "113141",
  "114131", "311141", "411131", "211412", "211214", "211232", "2331112"};
enum { START_B = 104, STOP = 106 };

Pix *
draw_paper (int width, int height)
{
  Pix *pix = pixCreate (width, height, 8);
  pixSetAllArbitrary (pix, 255);
  return pix;
}

static void
fill (Pix *pix, int x, int y, int w, int h)
{
  g_autoptr (Box) box = boxCreate (x, y, w, h);
  pixSetInRectArbitrary (pix, box, 0);
}

int
draw_qr (Pix *pix, const char *data, size_t length, int x, int y, int module)
{
  QRcode *code = QRcode_encodeData ((int) length, (const unsigned char *) data, 0, QR_ECLEVEL_M);
  const int side = code->width * module;
  for (int row = 0; row < code->width; row++)
    for (int col = 0; col < code->width; col++)
      if (code->data[row * code->width + col] & 1)
        fill (pix, x + col * module, y + row * module, module, module);
  QRcode_free (code);
  return side;
}

static int
draw_symbol (Pix *pix, const char *widths, int x, int y, int module, int height)
{
  int at = x;
  for (size_t i = 0; widths[i]; i++) {
    const int width = (widths[i] - '0') * module;
    if (i % 2 == 0)
      fill (pix, at, y, width, height);
    at += width;
  }
  return at;
}

int
draw_code128 (Pix *pix, const char *text, int x, int y, int module, int height)
{
  int at = draw_symbol (pix, code128_symbols[START_B], x, y, module, height), sum = START_B;
  for (int i = 0; text[i]; i++) {
    at = draw_symbol (pix, code128_symbols[text[i] - ' '], at, y, module, height);
    sum += (i + 1) * (text[i] - ' ');
  }
  at = draw_symbol (pix, code128_symbols[sum % 103], at, y, module, height);
  return draw_symbol (pix, code128_symbols[STOP], at, y, module, height) - x;
}

void
draw_text (Pix *pix, const char *text, int x, int y)
{
  L_BMF *font = bmfCreate (NULL, 14);
  l_int32 width, overflow;
  pixSetTextline (pix, font, text, 0, x, y, &width, &overflow);
  bmfDestroy (&font);
}

SohoaPrepared *
prepared_page (Pix *pix, double dpi)
{
  SohoaPrepared *prepared = g_new0 (SohoaPrepared, 1);
  prepared->gray = pix;
  prepared->dpi = dpi;
  prepared->ink = 0.05;
  return prepared;
}
