using Missy.Tests.Client;

namespace Missy.Tests.Routing;

/// <summary>Sets a scene for a route from words such as <c>-Provider gpt session=router MISSY_MODEL=x</c>.</summary>
internal static class RouteScene
{
    public static async Task<AskRequest> SetAsync(ClientHarness harness, string words, string prompt = "Say hi.")
    {
        var token = TestContext.Current.CancellationToken;
        var request = ClientHarness.Question(prompt);
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].StartsWith('-'))
            {
                request = Named(request, parts[i], parts[++i]);
                continue;
            }

            var (name, value) = (parts[i].Split('=', 2)[0], parts[i].Split('=', 2)[1]);
            switch (name)
            {
                case "after":
                    request = request with { Continued = new RouteTarget(value.Split('/')[0], value.Split('/')[1]) };
                    break;
                case "session":
                    request = request with { Session = await NewSessionAsync(harness, value) };
                    break;
                case "runspace" or "process":
                    var scope = Enum.Parse<DefaultScope>(name, ignoreCase: true);
                    await harness.Client.SetDefaultProviderAsync(value, harness.Caller, scope, probe: false, token);
                    break;
                default:
                    harness.Variables[name] = value;
                    break;
            }
        }

        // What the call names it names in place of whom it goes on with, as AskRequest.After has it.
        return (request.Provider ?? request.Purpose) is null ? request : request with { Continued = null };
    }

    private static AskRequest Named(AskRequest request, string parameter, string value) => parameter switch
    {
        "-Provider" => request with { Provider = value },
        "-Model" => request with { Model = value },
        "-Tier" => request with { Tier = value },
        "-Purpose" => request with { Purpose = value },
        "-Fallback" => request with { Fallback = value.Split(',') },
        _ => throw new ArgumentException(parameter, nameof(parameter)),
    };

    private static Task<Session> NewSessionAsync(ClientHarness harness, string value)
    {
        var parts = value.Split(':', 2);
        var options = value == "lead-worker"
            ? new SessionOptions { LeadWorker = true }
            : new SessionOptions { Provider = parts[0], Model = parts.Length > 1 ? parts[1] : null };
        return harness.Client.NewSessionAsync(options, harness.Caller, TestContext.Current.CancellationToken);
    }
}
