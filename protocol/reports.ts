// What a visitor may say of a message to those who keep the room.

/** Why it is reported: one of these. */
export const reportReasons = ['spam', 'abuse', 'danger', 'other'] as const;

export type ReportReason = (typeof reportReasons)[number];

/** Longest word beside the reason, in Unicode code points. */
export const reportCharacters = 500;
