using System.Globalization;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>The person who comes first: makes the organisation and surveys in it.</summary>
internal static class Ecologist
{
    internal const string Organisation = "Wild Peru";

    /// <summary>What the web app logs the first link as.</summary>
    internal const string Link = "First run: open (\\S+) ";

    private const string Email = "ann@example.org";

    internal static async Task<Visitor> CreatesOrganisation(LoneProgram web) =>
        await CreatesOrganisation(web.Address, await web.Says(Link));

    internal static async Task<Visitor> CreatesOrganisation(Uri site, string link)
    {
        var ann = Browser(site);
        await ann.Submits((await ann.Opens(link)).Form(), ("organisation", Organisation), ("name", "Ann Field"),
            ("email", Email), ("password", SiteRows.Password));
        return ann;
    }

    /// <summary>The same person, at a site that has been theirs before.</summary>
    internal static async Task<Visitor> SignsIn(Uri site)
    {
        var ann = Browser(site);
        await ann.Submits((await ann.Opens("/sign-in")).Form(), ("email", Email), ("password", SiteRows.Password));
        return ann;
    }

    internal static async Task<(long Survey, Uploader Uploader)> CreatesSurvey(Visitor ann, string name)
    {
        var form = (await ann.Opens("/surveys/new")).Form();
        var made = await ann.Submits(form, ("name", name), ("kind", "trails"), ("folders", PickedFolder.Counted));
        var page = made.Location!.ToString();
        await ann.Opens(page);
        return (long.Parse(page.Split('/')[^1], CultureInfo.InvariantCulture), new(ann, page));
    }

    private static Visitor Browser(Uri site) =>
        new(new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = site });
}
