/* library_fault.c - see library_fault.h. The needles are parts of messages as the libraries of Debian 12 word
 * them; another wording falls back to the last row. */
#include "library_fault.h"

#include <string.h>

/* The first that fits. */
static const struct {
  const char *needle, *words;
} faults[] = {
  {"EOF", "its data end early"},
  {"Premature end", "its data end early"},
  {"truncated", "its data end early"},
  {"Not enough data", "its data end early"},
  {"Read error", "its data end early"},
  {"Empty input", "its data end early"},
  {"CRC", "a checksum is wrong"},
  {"IHDR", "its header is damaged"},
  {"header", "its header is damaged"},
  {"SOS", "its header is damaged"},
  {"SOI", "its header is damaged"},
  {"marker", "its markers are damaged"},
  {"DNL", "it declares no size"},
  {"Empty JPEG", "it declares no size"},
  {"directory", "its directory is damaged"},
  {"Incorrect count", "its directory is damaged"},
  {"required", "its directory lacks an entry"},
  {"Missing", "its directory lacks an entry"},
  {"exceeds", "it declares more than may be"},
  {"too large", "it declares more than may be"},
  {"too big", "it declares more than may be"},
  {"limit", "it declares more than may be"},
  {"memory", "it declares more than may be"},
  {"not handle", "it has a layout that is not read"},
  {"not supported", "it has a layout that is not read"},
  {"Unsupported", "it has a layout that is not read"},
  {"code word", "its fax rows are damaged"},
  {"Buffer overflow", "its fax rows are damaged"},
  {"Line length", "its fax rows are damaged"},
  {"Uncompressed data", "its fax rows are damaged"},
  {"Decoding error", "its compressed data are damaged"},
  {"LZW", "its compressed data are damaged"},
  {"inflate", "its compressed data are damaged"},
  {"zlib", "its compressed data are damaged"},
  {"Huffman", "its compressed data are damaged"},
  {"PDF document is damaged", "its structure is damaged"},
};

const char *
sohoa_library_fault (const char *said)
{
  for (gsize i = 0; said != NULL && i < G_N_ELEMENTS (faults); i++)
    if (strcasestr (said, faults[i].needle) != NULL)
      return faults[i].words;
  return "its data are damaged";
}
