/** So many days ahead a technician's work is carried along on the phone; what is open and older always. */
export const carriedDays = 14;
