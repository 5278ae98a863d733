export { commentTicket } from './comment-ticket.ts';
export { helpDesk } from './help-desk.ts';
