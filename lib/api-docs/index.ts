export { deleteApiDocument } from './delete-api-document';
export { getApiDocument, getShownDocument, hasApiDocument } from './get-api-document';
export { type ApiDocument, apiDocument, setApiDocumentInput } from './schemas';
export { setApiDocument } from './set-api-document';
