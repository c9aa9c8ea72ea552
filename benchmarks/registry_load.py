#!/usr/bin/env python3
"""Whether the registry is as fast with 3,000 mothers as with 100.

Stores mothers, each with an infant and 34 weighings, by transactions of ten; asks for advice, a search by patient and a search by
identifier after the first 100 and after all; prints medians in milliseconds and their ratios, all of one run.

    mvn spring-boot:run                      # with an empty data/demo
    python3 benchmarks/registry_load.py http://localhost:8080
"""
import http.client
import json
import random
import statistics
import sys
import time
import urllib.parse

FEW, MANY, CALLS = 100, 3000, 300
LOINC, UCUM = "http://loinc.org", "http://unitsofmeasure.org"
ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"


def connected(base):
    url = urllib.parse.urlparse(base)
    connection = http.client.HTTPConnection(url.hostname, url.port or 80, timeout=120)

    def call(method, path, body=None):
        connection.request(method, path, body, {"Content-Type": "application/fhir+json"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            sys.exit(f"{method} {path}: {answer.status} {text[:300]!r}")

    return call


def put(resource):
    url = resource["resourceType"] + "/" + resource["id"]
    return {"resource": resource, "request": {"method": "PUT", "url": url}}


def weighing(infant, day, hour, grams, id):
    return put({
        "resourceType": "Observation", "id": id, "status": "final",
        "code": {"coding": [{"system": LOINC, "code": "29463-7"}]},
        "subject": {"reference": infant}, "effectiveDateTime": f"2026-06-{day:02d}T{hour:02d}:00:00+07:00",
        "valueQuantity": {"value": grams, "unit": "g", "system": UCUM, "code": "g"}})


def family(n):
    number = [{"system": "urn:load:number", "value": f"n{n}"}]
    yield put({"resourceType": "Patient", "id": f"load-m{n}", "identifier": number})
    yield put({"resourceType": "Patient", "id": f"load-i{n}", "birthDate": "2026-06-01"})
    yield put({"resourceType": "RelatedPerson", "id": f"load-r{n}", "identifier": number,
               "patient": {"reference": f"Patient/load-i{n}"},
               "relationship": [{"coding": [{"system": ROLES, "code": "MTH"}]}]})
    for k in range(34):
        yield weighing(f"Patient/load-i{n}", 1 + k // 3, 8 + k % 3, 3000 + k, f"load-o{n}-{k}")


def store(call, first, last):
    for n in range(first, last, 10):
        entries = [entry for m in range(n, n + 10) for entry in family(m)]
        call("POST", "/fhir", json.dumps({"resourceType": "Bundle", "type": "transaction", "entry": entries}))


def medians(call, mothers):
    paths = {
        "advice": "/fhir/Patient/load-m{}/$recommend?asOf=2026-06-12T00:00:00Z",
        "by patient": "/fhir/Observation?patient=load-i{}&_sort=-date&_count=20",
        "by identifier": "/fhir/Patient?identifier=urn:load:number%7Cn{}"}
    found = {}
    for name, path in paths.items():
        times = []
        for _ in range(CALLS):
            began = time.perf_counter()
            call("GET", path.format(random.randrange(mothers)))
            times.append((time.perf_counter() - began) * 1000)
        found[name] = statistics.median(times)
    return found


def main():
    call = connected(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080")
    store(call, 0, FEW)
    medians(call, FEW)
    few = medians(call, FEW)
    store(call, FEW, MANY)
    many = medians(call, MANY)
    for name in few:
        print(f"{name:14} {few[name]:6.2f} ms with {FEW} mothers, {many[name]:6.2f} ms with {MANY}, ratio {many[name] / few[name]:.2f}")


main()
