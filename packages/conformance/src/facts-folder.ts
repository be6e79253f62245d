/** Names the folder in which the tests leave what the reporter cannot see; the reporter sets it before they start. */
export const factsFolderVariable = 'ALUDEL_CONFORMANCE_FACTS';
