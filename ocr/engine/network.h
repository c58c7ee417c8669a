/* network.h - the forward pass of the line recognition networks in Tesseract's model files.
 *
 * The same weights and the same arithmetic as libtesseract's own (8-bit weights and activations, 32-bit
 * sums), several times faster, because a fixed kind of network needs no bookkeeping per pixel. Private to
 * ocr/engine/.
 *
 * Method: Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997; Graves et al., "Connectionist Temporal
 * Classification", 2006. The file format is that of Tesseract 4 and 5: little endian, a tree of layers.
 */
#ifndef SOHOA_ENGINE_NETWORK_H
#define SOHOA_ENGINE_NETWORK_H

#include <sohoa/error.h>

G_BEGIN_DECLS

typedef struct SohoaNetwork SohoaNetwork;

/* What the network says of a line: a row of n_labels probabilities (sum 1) for each of n_steps places along
 * it, each `step` input pixels wide. */
typedef struct {
  float *probabilities;
  guint n_steps, n_labels, step;
} SohoaNetworkAnswer;

void sohoa_network_answer_clear (SohoaNetworkAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SohoaNetworkAnswer, sohoa_network_answer_clear)

/* data: the component "lstm" of a model file; copied. Fails with SOHOA_ERROR_SETUP when it is damaged, or of
 * a kind that this pass does not know: layers beyond those named in network.c, or weights that are no bytes.
 */
SohoaNetwork *sohoa_network_new (const guint8 *data, gsize size, GError **error);
void sohoa_network_free (SohoaNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SohoaNetwork, sohoa_network_free)

/* The one height of line images, px; the number of labels, and the one that means "no character here". */
guint sohoa_network_height (const SohoaNetwork *network);
guint sohoa_network_n_labels (const SohoaNetwork *network);
guint sohoa_network_blank (const SohoaNetwork *network);

/* pixels: height x width, row by row, -127 = ink .. 127 = paper; width > 0. */
void sohoa_network_run (const SohoaNetwork *network, const gint8 *pixels, guint width,
                        SohoaNetworkAnswer *ret_answer);

G_END_DECLS

#endif
