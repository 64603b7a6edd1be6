using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>What people see before they are in, the letters that bring them there, and who decides.</summary>
[Collection(typeof(ASurveyedSite))]
public sealed class LookingAtLetters(SurveyedSite surveyed)
{
    private const string Rosa = "rosa@wildperu.example";
    private const string Password = "a very long password";

    [Fact]
    public async Task an_organisation_comes_in_by_keyboard_from_the_welcome_page_to_its_surveys()
    {
        RunningSite.NeedsABrowser();
        await using var outside = await surveyed.Site.Window();
        var rosa = await outside.NewPageAsync();
        await rosa.GotoAsync("/");
        await rosa.Type("Organisation", "Wild Peru");
        await rosa.Type("Your name", "Rosa Quispe");
        await rosa.Type("E-mail", Rosa);
        await rosa.Keyboard.PressAsync("Enter");
        await rosa.WaitForURLAsync("**/welcome/sent*");

        await using var inside = await surveyed.Window();
        var ann = await inside.NewPageAsync();
        await ann.GotoAsync("/admin/enquiries");
        await ann.Enter(ann.GetByRole(AriaRole.Link, new() { Name = "Wild Peru" }).First);
        await ann.Enter(ann.GetByRole(AriaRole.Button, new() { Name = "Approve" }));
        await ann.GetByText("Approved by").Or(ann.GetByText("Approved", new() { Exact = true })).First.WaitForAsync();

        // A worker has made a file of the letter; the page shows its link.
        await ann.GotoAsync("/admin/mails?show=sent");
        await ann.Enter(ann.GetByRole(AriaRole.Link, new() { Name = "Welcome to TrapTagger" }).First);
        var link = await ann.Locator(".notice a.mono").InnerTextAsync();
        await rosa.GotoAsync(link);
        await rosa.Type("Password", Password);
        await rosa.Keyboard.PressAsync("Enter");
        await rosa.WaitForURLAsync("**/surveys");
    }

    [Theory]
    [InlineData("welcome", "/welcome")]
    [InlineData("enquiry sent", "/welcome/sent")]
    [InlineData("sign up", "/sign-up")]
    [InlineData("sign up sent", "/sign-up/sent")]
    public async Task what_strangers_see_is_in_order(string name, string path)
    {
        RunningSite.NeedsABrowser();
        await using var window = await surveyed.Site.Window();
        await Looks.At(window, name, path);
    }

    [Fact]
    public async Task what_administrators_see_is_in_order()
    {
        RunningSite.NeedsABrowser();
        var rows = surveyed.Site.Rows;
        await LetterScenes.Put(rows);

        await using var window = await surveyed.Window();
        await Looks.At(window, "mails", "/admin/mails");
        await Looks.At(window, "mails sent", "/admin/mails?show=sent");
        await Looks.At(window, "mail", $"/admin/mails/{LetterScenes.Parked}");
        await Looks.At(window, "enquiries", "/admin/enquiries");
        await Looks.At(window, "enquiry", $"/admin/enquiries/{LetterScenes.Enquiry}");

        await LetterScenes.Clear(rows);
    }
}
