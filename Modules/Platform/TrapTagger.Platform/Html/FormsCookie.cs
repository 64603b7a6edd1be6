using Microsoft.AspNetCore.Http;

namespace TrapTagger.Platform.Html;

/// <summary>The cookie that each form's token is checked against; its name is asked for with every request.</summary>
internal sealed class FormsCookie(IHttpContextAccessor http) : CookieBuilder
{
    private const string Plain = "traptagger-forms";

    public override string? Name
    {
        get => http.HttpContext is { } now ? HostCookie.NameOf(now, Plain) : Plain;
        set { } // the framework's own name, made of where the program lies
    }
}
