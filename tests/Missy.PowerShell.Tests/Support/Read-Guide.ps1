<#
The blocks of code of a guide, in order: Line, Language, Code, Shown (what a text block right behind it shows as output),
NotRun (the reason, where a comment `not run: …` stands before it) and Services (how the services misbehave from here on, where a
comment `services: …` stands before it: the rules of Start-MissySimulator -Fault, or nothing for good ones).
#>
param([Parameter(Mandatory)] [string] $Path)

$text = [System.IO.File]::ReadAllText($Path) -replace "`r"
$last = $end = $null
foreach ($match in [regex]::Matches($text, '(?m)(?:^<!-- (?<mark>not run|services): ?(?<said>.*?) ?-->\n+)?^```(?<language>\w+)\n(?<code>(?s:.*?))^```$')) {
    $language, $code = $match.Groups['language', 'code'].Value
    if ($language -eq 'text') {
        if ($last -and $text.Substring($end, $match.Index - $end).Trim() -eq '') {
            $last.Shown = $code
        }

        $last = $null
        continue
    }

    $mark, $said = $match.Groups['mark'].Value, $match.Groups['said'].Value
    $last = [pscustomobject]@{
        Line = ($text.Substring(0, $match.Groups['language'].Index) -split '\n').Count
        Language = $language
        Code = $code
        Shown = ''
        NotRun = $mark -eq 'not run' ? $said : ''
        Services = $mark -eq 'services' ? $said : $null
    }
    $end = $match.Index + $match.Length
    $last
}
