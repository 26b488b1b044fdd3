/* The second door of this room: drawing needs a large library, which the server's hot path must not load. */
export { getCreditNotePdf } from './get-credit-note-pdf';
export { getInvoicePdf } from './get-invoice-pdf';
