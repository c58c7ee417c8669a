/* check.h - what the tests of this room assert again and again. */
#ifndef SOHOA_TEST_CHECK_H
#define SOHOA_TEST_CHECK_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "make.h"

#include "ocr/decode/decode.h"

/* Opens; must succeed. */
static inline SohoaContainer *
check_opens (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  SohoaContainer *container = sohoa_container_open (bytes, &error);
  if (container == NULL)
    fail_msg ("refused: %s", error->message);
  return container;
}

/* Decodes a page; must succeed. */
static inline SohoaPage *
check_decodes (SohoaContainer *container, guint number)
{
  g_autoptr (GError) error = NULL;
  SohoaPage *page = sohoa_container_decode (container, number, &error);
  if (page == NULL)
    fail_msg ("page %u: %s", number, error->message);
  return page;
}

/* The first page of a file; must be there. */
static inline SohoaPage *
check_first_page (GBytes *bytes)
{
  g_autoptr (SohoaContainer) container = check_opens (bytes);
  return check_decodes (container, 1);
}

static inline void
check_refused (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  assert_null (sohoa_container_open (bytes, &error));
  assert_int_equal (error->domain, SOHOA_ERROR);
  assert_int_equal (error->code, code);
}

static inline void
check_page_fails (SohoaContainer *container, guint number, int code)
{
  g_autoptr (GError) error = NULL;
  assert_null (sohoa_container_decode (container, number, &error));
  assert_int_equal (error->domain, SOHOA_ERROR);
  assert_int_equal (error->code, code);
}

static inline const SohoaWarning *
check_find_warning (const SohoaPage *page, const char *code)
{
  for (guint i = 0; i < page->warnings->len; i++) {
    const SohoaWarning *warning = g_ptr_array_index (page->warnings, i);
    if (g_str_equal (warning->code, code))
      return warning;
  }
  return NULL;
}

static inline gboolean
check_is_incomplete (const SohoaPage *page)
{
  for (guint i = 0; i < page->warnings->len; i++)
    if (((const SohoaWarning *) g_ptr_array_index (page->warnings, i))->incomplete)
      return TRUE;
  return FALSE;
}

/* Whether a pixel is dark, in any depth. */
static inline gboolean
check_dark_at (const SohoaPage *page, guint x, guint y)
{
  l_uint32 value;
  l_int32 red, green, blue;
  pixGetPixel (page->pix, (int) x, (int) y, &value);
  switch (pixGetDepth (page->pix)) {
  case 1:
    return value == 1;
  case 8:
    return value < 128;
  default:
    extractRGBValues (value, &red, &green, &blue);
    return red + green + blue < 384;
  }
}

/* The page shows the drawing, pixel by pixel; at 32 bpp its bar is red. */
static inline void
check_shows_drawing (const SohoaPage *page, MakeSize size, int depth)
{
  assert_int_equal (pixGetWidth (page->pix), size.width);
  assert_int_equal (pixGetHeight (page->pix), size.height);
  assert_int_equal (pixGetDepth (page->pix), depth);
  for (guint y = 0; y < size.height; y++)
    for (guint x = 0; x < size.width; x++)
      if (check_dark_at (page, x, y) != make_is_dark (size, x, y))
        fail_msg ("pixel %u, %u is wrong", x, y);
  if (depth == 32) {
    l_int32 red, green, blue;
    pixGetRGBPixel (page->pix, 1, 1, &red, &green, &blue);
    assert_true (red > green + 100 && red > blue + 100);
  }
}

#endif
