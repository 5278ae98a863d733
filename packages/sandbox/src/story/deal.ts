import type { Currency } from './company.ts';
import type { Faces } from './faces.ts';

/** A sale that is hoped for, won or lost. */
export interface Deal {
  readonly key: string;
  readonly name: string;
  /** Key of a company that has a face wherever the deal has one. */
  readonly company: string;
  /** The people who take part; the first is the primary one. */
  readonly contacts: readonly DealContact[];
  readonly owner: string;
  readonly type: 'new' | 'expansion' | 'renewal';
  readonly currency: Currency;
  readonly source: 'web' | 'trade-show' | 'referral' | 'partner' | 'phone' | 'campaign';
  readonly product: string;
  readonly description: string;
  readonly nextStep?: string;
  /** How each system sees it: amount or stage of one may lag behind the other. */
  readonly faces: Faces<DealFace>;
  /** Each stage it has reached, oldest first, as Salesforce (or else HubSpot) has it. The last one is the current stage. */
  readonly stages: readonly { readonly stage: DealStage; readonly at: number }[];
  readonly lostReason?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface DealFace {
  readonly amount: number;
  readonly stage: DealStage;
  /** Day; in the future when open, apart from a few that are overdue. */
  readonly closeDate: string;
}

export interface DealContact {
  /** Key of a contact of the deal's company. */
  readonly contact: string;
  readonly role: 'decision-maker' | 'economic-buyer' | 'evaluator' | 'user' | 'influencer';
}

/** In order of progress; `won` and `lost` are closed. */
export type DealStage = 'scheduled' | 'qualified' | 'presented' | 'decision' | 'contract' | 'won' | 'lost';

/** A maintenance contract for one machine at a customer's plant: a custom object in HubSpot. */
export interface ServicePlan {
  readonly key: string;
  readonly company: string;
  readonly contact: string;
  /** Key of the deal that was won with it. */
  readonly deal?: string;
  readonly name: string;
  readonly machine: string;
  readonly serialNumber: string;
  readonly level: 'basic' | 'plus' | 'premium';
  readonly status: 'active' | 'expiring' | 'expired';
  readonly yearlyFee: number;
  readonly currency: Currency;
  /** Days; the end may be in the future. */
  readonly startDate: string;
  readonly endDate: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
