package io.github.oxytocinmassage.cdshooks;

/**
 * One thing that is wrong with a call.
 *
 * @param code of FHIR's issue types
 * @param diagnostics what to mend; names members, and of what they hold ids alone
 * @param expression the member, {@code "context.patientId"}; empty for the body as a whole
 */
record Issue(String code, String diagnostics, String expression) {}
