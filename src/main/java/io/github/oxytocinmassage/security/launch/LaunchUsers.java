package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.outgoing.BearerToken;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Who comes by a launch, and whose chart is open: a professional alone, and a patient that the EHR names. The access token serves here and nowhere after. */
final class LaunchUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** Of what was written on a card; more is not ours. */
    private static final int LONGEST_CONTEXT = 1000;

    /** Of the audit trail, which cuts nothing off. */
    private static final int LONGEST_ACCOUNT = 256;

    private final Ehrs ehrs;
    private final OutgoingCalls calls;
    private final Clock clock;
    private final OAuth2UserService<OidcUserRequest, OidcUser> others;

    LaunchUsers(Ehrs ehrs, OutgoingCalls calls, Clock clock, OAuth2UserService<OidcUserRequest, OidcUser> others) {
        this.ehrs = ehrs;
        this.calls = calls;
        this.clock = clock;
        this.others = others;
    }

    @Override
    public @Nullable OidcUser loadUser(OidcUserRequest request) {
        Optional<Ehr> ehr = ehrs.ofRegistration(request.getClientRegistration().getRegistrationId());
        return ehr.isEmpty() ? others.loadUser(request) : launched(ehr.get(), request);
    }

    private OidcUser launched(Ehr ehr, OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        FhirUser user = FhirUser.of(token.getClaimAsString("fhirUser"))
                .filter(FhirUser::isProfessional)
                .orElseThrow(() -> refused(LaunchFault.NOT_STAFF));
        String patient = patient(request.getAdditionalParameters());
        ChartRead chart = new ChartRead(calls, ehr, accessToken(request));
        Map<String, Object> launched = new LinkedHashMap<>();
        if (ehr.sameIds()) {
            launched.put("patient", patient);
        } else {
            launched.putAll(identified(chart, patient));
        }
        if (request.getAdditionalParameters().get("appContext") instanceof String context
                && context.length() <= LONGEST_CONTEXT) {
            launched.put("appContext", context);
        }
        return new LaunchedUser(
                AuthorityUtils.createAuthorityList(authorities(ehr, user)),
                account(ehr, token),
                shown(ehr, token, user, chart),
                launched,
                clock.instant());
    }

    /** No account of the ward's own has a slash in its name. */
    private static String account(Ehr ehr, OidcIdToken token) {
        String account = ehr.name() + "/" + token.getSubject();
        if (account.length() > LONGEST_ACCOUNT) {
            throw refused(LaunchFault.UNCONFIRMED);
        }
        return account;
    }

    /** An id of the EHR's says who signs an entry here only where ids are the same. */
    private static List<String> authorities(Ehr ehr, FhirUser user) {
        List<String> authorities = new ArrayList<>(List.of("ROLE_NURSE"));
        if (ehr.sameIds() && user.type().equals("Practitioner") && user.isAt(ehr.iss())) {
            authorities.add("PRACTITIONER_" + user.id());
        }
        return authorities;
    }

    private static String shown(Ehr ehr, OidcIdToken token, FhirUser user, ChartRead chart) {
        String claimed = ChartRead.text(token.getClaims().get("name"));
        if (!claimed.isEmpty()) {
            return claimed;
        }
        return (user.isAt(ehr.iss()) ? chart.nameOf(user) : Optional.<String>empty()).orElseGet(user::id);
    }

    private static String patient(Map<String, Object> answered) {
        if (answered.get("patient") instanceof String given) {
            String id = given.startsWith("Patient/") ? given.substring("Patient/".length()) : given;
            if (ID.matcher(id).matches()) {
                return id;
            }
        }
        throw refused(LaunchFault.NO_PATIENT);
    }

    private static Map<String, Object> identified(ChartRead chart, String patient) {
        try {
            return chart.patient(patient);
        } catch (IOException e) {
            throw refused(LaunchFault.UNREADABLE);
        }
    }

    private static BearerToken accessToken(OidcUserRequest request) {
        try {
            return BearerToken.of(request.getAccessToken().getTokenValue());
        } catch (IllegalArgumentException e) {
            throw refused(LaunchFault.UNCONFIRMED);
        }
    }

    private static OAuth2AuthenticationException refused(LaunchFault fault) {
        return new OAuth2AuthenticationException(new OAuth2Error(fault.code()));
    }
}
