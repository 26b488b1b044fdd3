export { createCreditNote, type GiveBack } from './create-credit-note';
export { getCreditNote } from './get-credit-note';
export { listCreditNotes } from './list-credit-notes';
export {
  type CreateCreditNoteInput,
  type CreditNote,
  createCreditNoteInput,
  creditNote,
  creditNoteList,
  creditNoteParams,
  listCreditNotesInput,
} from './schemas';
