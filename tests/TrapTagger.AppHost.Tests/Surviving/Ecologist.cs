using System.Globalization;
using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>The person who comes first: makes the organisation and surveys in it.</summary>
internal static class Ecologist
{
    internal static async Task<Visitor> CreatesOrganisation(LoneProgram web)
    {
        var link = await web.Says("First run: open (\\S+) ");
        var browser = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        var ann = new Visitor(new(browser) { BaseAddress = web.Address });
        await ann.Submits((await ann.Opens(link)).Form(), ("organisation", "Wild Peru"), ("name", "Ann Field"),
            ("email", "ann@example.org"), ("password", "correct horse battery staple"));
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
}
