package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.time.ZoneId;

/**
 * Every threshold of the protocol, as the site has set it. Defaults, bounds, units and sources stand in {@code rules/parameters.yaml};
 * the name there ({@code weight.lossUrgent}) and the component here ({@code weightLossUrgent}) are one.
 *
 * @param siteZone the zone that turns instants into calendar days (time zone)
 * @param siteLocale language of a caller that names none (language)
 * @param clockSkewMinutes what lies further after asOf is not seen (min)
 * @param birthSameBirthDays infants born within so many days of each other are one birth (d)
 * @param protocolDays length of the protocol (d)
 * @param protocolEndCheckDay first day of a check that may end the protocol (protocol day)
 * @param protocolCloseDay after this day only danger signs are judged (protocol day)
 * @param motherMaxPostpartumDays latest start after the birth (a six-week limit; signed off by a clinician) (d)
 * @param infantMinGestationWeeks youngest gestation that the thresholds hold for (wk)
 * @param infantMinBirthWeightG lowest birth weight that the thresholds hold for (g)
 * @param infantDayOldHours from this age a low count is a sign; jaundice before it is an emergency (h)
 * @param sessionTargetMinutes length of a massage (min)
 * @param sessionShortByMinutes sessions so much under the target are lengthened (min)
 * @param sessionMinMinutes a shorter session does not count (min)
 * @param sessionMaxMinutes a longer session is doubted (min)
 * @param sessionImplausibleMinutes a longer session is rejected (min)
 * @param sessionMinPerDay sessions a day at least (sessions)
 * @param sessionMaxPerDay sessions a day at most (sessions)
 * @param sessionIntensifiedPerDay sessions a day where there is too little milk (sessions)
 * @param sessionShortShare so many of the sessions too short: lengthen (share)
 * @param adherenceWindowDays whole protocol days looked at (d)
 * @param adherenceLapseHours without a session for so long: lapsed (h)
 * @param adherenceRemindFromHour from this hour a day without a session is noted (hour of the day)
 * @param signFeedsMin feeds in 24 hours (feeds)
 * @param signWetMin wet nappies in 24 hours (nappies, from the day of life)
 * @param signStoolsMin stools in 24 hours (stools, from the day of life)
 * @param signStoolAnyColourToDay to this day any stool but a pale one will do (day of life)
 * @param signMeconiumEndsByDay from this day stools are yellow (day of life)
 * @param signUrateUnknownToDay to this day urate crystals say nothing (day of life)
 * @param weightLossCaution loss of birth weight that needs watching (%)
 * @param weightLossUrgent loss of birth weight that needs help the same day (%)
 * @param weightLossEmergency loss of birth weight that needs help now (%)
 * @param weightGainMin gain a day (g/d)
 * @param weightMinGapHours least time between two weighings for a gain (h)
 * @param weightMaxAgeHours a weighing this old still counts for a check (h)
 * @param weightGainFromDay no gain is reckoned from a weighing before this day (day of life)
 * @param weightLossToDay to this day the loss decides the weight sign (day of life)
 * @param weightRegainDay from this day the birth weight is regained (21 in NICE; signed off by a clinician) (day of life)
 * @param checkInadequateAbsent so many signs absent: inadequate (no published cut-off; signed off by a clinician) (signs)
 * @param checkMinKnown fewer signs known: unknown (signs)
 * @param checkAdequatePresent so many signs present: adequate (signs)
 * @param checkIntervalHours the check is due (h)
 * @param checkMaxAgeHours the check is stale after (h)
 * @param trendDropSigns so many signs lost since the previous check (signs)
 * @param latchNipplePainMin pain that asks for a look at the latch (0-10)
 * @param feedsUrgentMax so few feeds in 24 hours are urgent (feeds)
 * @param infantBreathsMax fast breathing from (/min)
 * @param infantFastBreathingNewbornDay to this day fast breathing is an emergency (day of life)
 * @param infantFeverC raised temperature from (signed off by a clinician) (Cel)
 * @param infantHighFeverC fever from (guidelines differ; signed off by a clinician) (Cel)
 * @param infantCoolC cool below (signed off by a clinician) (Cel)
 * @param infantColdC cold below (Cel)
 * @param infantProlongedJaundiceHours jaundice at this age is prolonged (h)
 * @param infantBirthWeightRegainedHours age at which the birth weight is regained (NICE: 3 weeks; signed off by a clinician) (h)
 * @param infantUrateDangerDay from this day urate crystals are a danger sign (day of life)
 * @param infantMeconiumDangerDay from this day meconium stools are a danger sign (day of life)
 * @param infantWeightFallsFromDay from this day weight must not fall (day of life)
 * @param infantWeightFallsGapHours time between the two weighings, at least (h)
 * @param infantLossLateDay from this day a loss over the cautious limit is a danger sign (day of life)
 * @param motherSystolicLow shock below (mm[Hg])
 * @param motherFeverC fever from (Cel)
 * @param motherHighFeverC high fever from (Cel)
 * @param motherColdC cold below (Cel)
 * @param motherSystolicHigh high from (mm[Hg])
 * @param motherDiastolicHigh high from (mm[Hg])
 * @param motherSystolicSevere severe from (mm[Hg])
 * @param motherDiastolicSevere severe from (mm[Hg])
 * @param motherPulseMax fast above (/min)
 * @param motherBreathsMax fast breathing from (/min)
 * @param epdsRefer refer from (points)
 * @param epdsRepeat repeat from (points)
 * @param escalateHours inadequate for so long (h)
 * @param escalateUrgentHours inadequate for so long: urgent (h)
 * @param escalateGainFromDay from this day a slow gain is escalated (day of life)
 * @param escalateGainGapHours time between the two weighings, at least (h)
 * @param escalateDelayedMilkHours milk not in at this age (h)
 * @param assuredChecks adequate on so many checks (checks)
 * @param assuredHours over so many hours (h)
 * @param plausibleWeightMinG a lower weight is doubted (g)
 * @param plausibleWeightMaxG a higher weight is doubted (g)
 * @param plausibleWeightChangePerDay a greater change a day is doubted (%)
 * @param plausibleScalesDiffer a gain within hours that two scales may show (%)
 * @param plausibleTemperatureMinC a lower temperature is doubted (Cel)
 * @param plausibleTemperatureMaxC a higher temperature is doubted (Cel)
 * @param plausibleBreathsMin a lower rate is doubted (/min)
 * @param plausibleBreathsMax a higher rate is doubted (/min)
 * @param plausibleCountMax a higher count is doubted (in 24 h)
 * @param completeFollowUpDays follow up after a borderline end (d)
 * @param cardRestHours a card that was overridden with a reason rests (h)
 */
public record Parameters(
        ZoneId siteZone,
        String siteLocale,
        int clockSkewMinutes,
        int birthSameBirthDays,
        int protocolDays,
        int protocolEndCheckDay,
        int protocolCloseDay,
        int motherMaxPostpartumDays,
        BigDecimal infantMinGestationWeeks,
        BigDecimal infantMinBirthWeightG,
        int infantDayOldHours,
        int sessionTargetMinutes,
        int sessionShortByMinutes,
        int sessionMinMinutes,
        int sessionMaxMinutes,
        int sessionImplausibleMinutes,
        int sessionMinPerDay,
        int sessionMaxPerDay,
        int sessionIntensifiedPerDay,
        BigDecimal sessionShortShare,
        int adherenceWindowDays,
        int adherenceLapseHours,
        int adherenceRemindFromHour,
        int signFeedsMin,
        DayTable signWetMin,
        DayTable signStoolsMin,
        int signStoolAnyColourToDay,
        int signMeconiumEndsByDay,
        int signUrateUnknownToDay,
        BigDecimal weightLossCaution,
        BigDecimal weightLossUrgent,
        BigDecimal weightLossEmergency,
        BigDecimal weightGainMin,
        int weightMinGapHours,
        int weightMaxAgeHours,
        int weightGainFromDay,
        int weightLossToDay,
        int weightRegainDay,
        int checkInadequateAbsent,
        int checkMinKnown,
        int checkAdequatePresent,
        int checkIntervalHours,
        int checkMaxAgeHours,
        int trendDropSigns,
        int latchNipplePainMin,
        int feedsUrgentMax,
        BigDecimal infantBreathsMax,
        int infantFastBreathingNewbornDay,
        BigDecimal infantFeverC,
        BigDecimal infantHighFeverC,
        BigDecimal infantCoolC,
        BigDecimal infantColdC,
        int infantProlongedJaundiceHours,
        int infantBirthWeightRegainedHours,
        int infantUrateDangerDay,
        int infantMeconiumDangerDay,
        int infantWeightFallsFromDay,
        int infantWeightFallsGapHours,
        int infantLossLateDay,
        BigDecimal motherSystolicLow,
        BigDecimal motherFeverC,
        BigDecimal motherHighFeverC,
        BigDecimal motherColdC,
        BigDecimal motherSystolicHigh,
        BigDecimal motherDiastolicHigh,
        BigDecimal motherSystolicSevere,
        BigDecimal motherDiastolicSevere,
        BigDecimal motherPulseMax,
        BigDecimal motherBreathsMax,
        int epdsRefer,
        int epdsRepeat,
        int escalateHours,
        int escalateUrgentHours,
        int escalateGainFromDay,
        int escalateGainGapHours,
        int escalateDelayedMilkHours,
        int assuredChecks,
        int assuredHours,
        BigDecimal plausibleWeightMinG,
        BigDecimal plausibleWeightMaxG,
        BigDecimal plausibleWeightChangePerDay,
        BigDecimal plausibleScalesDiffer,
        BigDecimal plausibleTemperatureMinC,
        BigDecimal plausibleTemperatureMaxC,
        BigDecimal plausibleBreathsMin,
        BigDecimal plausibleBreathsMax,
        int plausibleCountMax,
        int completeFollowUpDays,
        int cardRestHours) {}
