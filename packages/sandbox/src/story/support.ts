import type { Faces } from './faces.ts';

/** A customer's problem: a case in Salesforce, a ticket in HubSpot. */
export interface SupportCase {
  readonly key: string;
  /** Counts from 1001. */
  readonly number: number;
  /** Key of a company and of one of its contacts. */
  readonly company: string;
  readonly contact: string;
  readonly owner: string;
  readonly faces: Faces<CaseFace>;
  readonly subject: string;
  readonly description: string;
  readonly priority: 'low' | 'medium' | 'high' | 'urgent';
  readonly origin: 'email' | 'phone' | 'web' | 'chat';
  readonly category: CaseCategory;
  readonly machine: string;
  /** Key of the article that helped. */
  readonly article?: string;
  /** Everything said, oldest first. */
  readonly conversation: readonly Message[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Present when closed. */
  readonly closedAt?: number;
}

interface CaseFace {
  readonly status: CaseStatus;
}

export type CaseStatus = 'new' | 'in-progress' | 'waiting-on-customer' | 'escalated' | 'closed';

export type CaseCategory = 'mechanical' | 'electrical' | 'software' | 'spare-parts' | 'billing' | 'training';

export interface Message {
  readonly at: number;
  /** Who speaks: the case's contact, or an owner. */
  readonly from: { readonly contact: string } | { readonly owner: string };
  readonly text: string;
  /** Internal notes are for staff alone. */
  readonly visibility: 'public' | 'internal';
  readonly channel: 'email' | 'comment' | 'call';
}

/** Plain words about how to mend something, published in the knowledge base (Salesforce alone). */
export interface Article {
  readonly key: string;
  readonly title: string;
  /** Lower case, words joined by hyphens. */
  readonly urlName: string;
  readonly summary: string;
  /** HTML of paragraphs and lists. */
  readonly body: string;
  readonly category: CaseCategory;
  readonly status: 'online' | 'draft' | 'archived';
  readonly language: 'en_US';
  readonly audience: 'public' | 'internal';
  readonly author: string;
  readonly createdAt: number;
  readonly publishedAt?: number;
  readonly updatedAt: number;
}
