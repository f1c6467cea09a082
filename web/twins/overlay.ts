import type { Annotated, By, Change } from '../../sync/messages'
import { overlay } from '../../sync/overlay'
import { registry } from '../../sync/registry'

export default (document: Annotated, pending: Change[], by: By): Annotated => overlay(document, pending, by, registry)
