using TrapTagger.Platform.Mail;

namespace TrapTagger.Accounts;

/// <summary>What the site's administrators read of an enquiry, and whoever enquired when it was decided.</summary>
internal static class EnquiryLetters
{
    internal static string Wish(EnquiryModel enquiry) => $"{enquiry.Organisation} would like to use TrapTagger";

    internal static string PageOf(EnquiryModel enquiry) => $"/admin/enquiries/{enquiry.Id}";

    internal static Letter Asked(Person administrator, EnquiryModel enquiry, SiteAddress site) => new(
        administrator.Email, Wish(enquiry), administrator.Name,
        [
            $"{enquiry.Name} ({enquiry.Email}) asks whether {enquiry.Organisation} may use this site.",
            .. enquiry.Message.Length > 0 ? (string[])[$"“{enquiry.Message}”"] : [],
        ],
        new("Approve or decline", site.Of(PageOf(enquiry)), IsSecret: false));

    internal static Letter Approved(EnquiryModel enquiry, string token, SiteAddress site) => new(
        enquiry.Email, "Welcome to TrapTagger", enquiry.Name,
        [
            $"{enquiry.Organisation} can use TrapTagger now, and you are its administrator.",
            .. Answer(enquiry),
            "Choose a password to begin. Then upload your first survey, or invite the people you work with.",
        ],
        new("Set your password", site.Of($"/set-password/{token}")))
    {
        Closing =
        [
            $"The link works once, for {WelcomeLink.Lifetime.TotalDays:0} days.",
            "If you did not ask for this, do nothing.",
        ],
    };

    internal static Letter ApprovedKnown(EnquiryModel enquiry, SiteAddress site) => new(
        enquiry.Email, "Welcome to TrapTagger", enquiry.Name,
        [
            $"{enquiry.Organisation} can use TrapTagger now, and you are its administrator.",
            .. Answer(enquiry),
            "You have an account already: sign in with the password that you have.",
        ],
        new("Sign in", site.Of("/sign-in"), IsSecret: false));

    internal static Letter Declined(EnquiryModel enquiry) => new(
        enquiry.Email, "Your enquiry about TrapTagger", enquiry.Name,
        [
            $"Thank you for your interest in using TrapTagger for {enquiry.Organisation}. We are sorry that we can't "
                + "offer it to you on this site.",
            .. Answer(enquiry),
            "TrapTagger is open source, so you are welcome to run it yourselves.",
        ]);

    private static IEnumerable<string> Answer(EnquiryModel enquiry) =>
        enquiry.Answer is { Length: > 0 } answer ? [answer] : [];
}
